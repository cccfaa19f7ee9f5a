import type { SandboxApplicantKey } from '../sandbox-applicants.ts'

interface ApplicantWords {
  readonly name: string
  /** What they do, and where that leads. */
  readonly happens: string
}

/** Made applicants of the sandbox, for those who build against it. */
export const sandboxApplicantWords: Readonly<
  Record<'ja' | 'en', Readonly<Record<SandboxApplicantKey, ApplicantWords>>>
> = {
  ja: {
    HONEST: { name: '本人', happens: 'すべて正しく撮影し、承認されます。' },
    RETAKES_FRONT: {
      name: '表面を撮り直す人',
      happens: '表面の1枚目がぼけていて受け付けられず、撮り直して承認されます。',
    },
    ANOTHER_FACE: {
      name: '別人の顔',
      happens: '免許証と別人の顔を撮影し、目視確認になります。',
    },
    OTHER_NAME: {
      name: '申請と違う氏名',
      happens:
        '撮影は本人と同じです。指定の申請情報（免許証と違う氏名）で作成した申請なら、目視確認になります。',
    },
    WRONG_NUMBER: {
      name: '番号の誤り',
      happens: '免許証番号の検査数字が合わず、目視確認になります。',
    },
    PAPER_COPY: {
      name: '紙のコピー',
      happens: '紙に印刷した免許証を撮影し、厚みがないため再提出を求められます。',
    },
    DOES_NOT_TURN: {
      name: '首を振らない人',
      happens: '正面を向いたまま撮影し、再提出を求められます。',
    },
    EXPIRED_LICENCE: { name: '期限切れの免許証', happens: '有効期限が切れていて、否認されます。' },
    STOPS_HALF_WAY: {
      name: '途中でやめる人',
      happens: '表面だけを撮影してやめます。期限が来ると期限切れになります。',
    },
  },
  en: {
    HONEST: { name: 'Honest', happens: 'Takes every picture well and is approved.' },
    RETAKES_FRONT: {
      name: 'Takes the front again',
      happens:
        'The first picture of the front is blurred and refused; the second is good. Approved.',
    },
    ANOTHER_FACE: {
      name: 'Another face',
      happens: 'Shows another face than the licence’s and goes to a person.',
    },
    OTHER_NAME: {
      name: 'Another name declared',
      happens:
        'Takes the pictures of the honest one. A session created with the data given here, whose name is not the licence’s, goes to a person.',
    },
    WRONG_NUMBER: {
      name: 'Wrong number',
      happens: 'The licence’s number has a wrong check digit; goes to a person.',
    },
    PAPER_COPY: {
      name: 'Copy on paper',
      happens: 'Photographs a licence printed on paper, which has no thickness; is asked again.',
    },
    DOES_NOT_TURN: {
      name: 'Does not turn',
      happens: 'Looks on into the camera instead of turning the head, and is asked again.',
    },
    EXPIRED_LICENCE: { name: 'Expired licence', happens: 'The licence is over; declined.' },
    STOPS_HALF_WAY: {
      name: 'Stops half-way',
      happens: 'Takes the front and leaves; the session expires when its time is over.',
    },
  },
}
