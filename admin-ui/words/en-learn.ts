/** Words of what check profiles learn from people. */
export const learnWords = {
  learn: {
    freeze: 'Freeze as a regression case',
    freezeHelp:
      'Keeps what the checks said, and nothing of the person. From then on, a version that decides these facts otherwise can’t be published.',
    name: 'What it shows',
    nameHelp: 'Such as: “glare on the belt, but genuine”. Never anybody’s name.',
    expected: 'What must come of it',
    frozen: 'Kept as a regression case of this check profile.',
    title: 'Regression cases',
    help: 'Past cases that reviewers froze, decided by the version in force.',
    empty:
      'None yet. On a case, a reviewer can freeze one that later versions must decide the same way.',
    state: 'State',
    got: 'Comes out as',
    author: 'Frozen by',
    states: { GREEN: 'As expected', RED: 'Otherwise', UNTESTABLE: 'Can’t be tested' },
    retire: 'Retire',
    retireHelp: (name: string) => `“${name}” will demand nothing of later versions any more.`,
    retired: 'Retired.',
    rules: {
      title: (days: number) => `What the rules did in ${days} days`,
      help: 'Where a rule sends many to people who then approve, its doubt costs more than it finds.',
      empty: 'Nothing was decided by this profile in these days.',
      rule: 'Rule',
      outcome: 'Led to',
      decided: 'Times',
      needless: 'Approved by people after all',
      time: 'People’s time',
      each: 'A case',
      otherwise: 'No rule held',
    },
  },
}
