/** Second pair of eyes and cases with partners. */
export const fourEyes = {
  stages: {
    FIRST: 'First review',
    SECOND: 'Second person',
    SUPERVISOR: 'Supervisor decides',
  },
  second:
    'Another person has looked at this case. You see what they made of it once you have decided.',
  supervisor: 'Two people disagree. Read both, then decide.',
  opinions: 'What each person found',
  speaksFor: 'Reviews in the name of',
  speaksForHelp: 'A decision names a person. Only an owner makes such keys.',
}
