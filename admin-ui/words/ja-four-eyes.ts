export const fourEyes = {
  stages: {
    FIRST: '一次審査',
    SECOND: '二次審査',
    SUPERVISOR: '審査責任者の判定',
  },
  second: '別の担当者が先に審査しています。その内容は、ご自身の判定後に表示されます。',
  supervisor: '2名の判定が分かれました。両方を確認して判定してください。',
  opinions: '担当者ごとの判定',
  speaksFor: '審査の名義',
  speaksForHelp: '判定には担当者の名前が残ります。管理責任者だけが作成できます。',
}
