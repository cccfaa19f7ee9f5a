/** Entries of the audit log: who signed in, and who had personal data shown. */
export const accessAudit = {
  'login.succeeded': 'Signed in',
  'login.failed': 'Sign-in failed',
  'login.password_accepted': 'Password right, code asked for',
  'login.signed_out': 'Signed out',
  'login.locked': 'Too many sign-ins, account closed for a while',
  'login.password_changed': 'Password changed',
  'login.others_ended': 'Signed out everywhere else',
  'login.second_factor_begun': 'Second factor begun',
  'login.second_factor_added': 'Second factor switched on',
  'login.second_factor_removed': 'Second factor switched off',
  'login.backup_codes_made': 'New backup codes',
}
