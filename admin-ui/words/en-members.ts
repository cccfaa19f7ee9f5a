/** Members, their links and roles, one's own account. */
export const memberWords = {
  members: {
    title: 'Members',
    name: 'Name',
    email: 'Email address',
    roles: 'Roles',
    status: 'State',
    lastSignIn: 'Last sign-in',
    never: 'Never',
    secondFactor: 'Second step',
    factorOn: 'On',
    factorOff: 'Off',
    you: 'You',
    guestOf: (partner: string) => `Guest of ${partner}`,
    emergency: 'Emergency login',
    empty: 'No members.',
    showFormer: 'Show former members',
    linkUntil: (time: string) => `Link good until ${time}`,
    linkOver: 'Link has run out',
    invite: 'Invite a member',
    inviteHelp:
      'You get a link to hand on. The invited person opens it, and sets name and password.',
    makeInvitation: 'Make the link',
    changeRoles: 'Change roles',
    rolesFrom: 'The new roles count from the next click on.',
    ownRoles: 'You can give up roles of your own. More roles come from another owner.',
    newInvitation: 'New invitation link',
    passwordLink: 'Link for a new password',
    signOut: 'Sign out everywhere',
    signOutHelp: 'All devices are signed out at once. The person can sign in again.',
    resetFactor: 'Remove second step',
    resetFactorHelp:
      'For somebody who has lost the device. All devices are signed out; the password alone opens until the second step is set up again.',
    disable: 'Shut out',
    disableHelp:
      'All devices are signed out at once, and cases that the person has taken go back to their queue. What the person did stays on record.',
    enable: 'Let in again',
    enableHelp: 'The person can sign in again with the password and the roles of before.',
    withdraw: 'Take back invitation',
    withdrawHelp: 'The link opens nothing any more.',
    more: (name: string) => `Actions: ${name}`,
    done: 'Done.',
  },
  staffStatuses: {
    ACTIVE: 'Active',
    INVITED: 'Invited',
    DISABLED: 'Shut out',
    WITHDRAWN: 'Invitation taken back',
  },
  staffLink: {
    invitationTitle: 'Invitation link',
    passwordTitle: 'Link for a new password',
    help: 'The link works once and is shown this once. Send it to this person only.',
    until: (time: string) => `Good until ${time}`,
    link: 'Link',
    mail: 'Text of an email',
    copyLink: 'Copy link',
    copyMail: 'Copy text',
    invitationMail: (name: string, company: string, url: string, until: string) =>
      `Subject: Your login for ${company}

Hello ${name},

you have been invited to ${company}’s identity verification.
Open this link and set your password:

${url}

The link works once, until ${until}.
If you did not expect this message, do not open the link, and tell whoever sent it.`,
    passwordMail: (name: string, company: string, url: string, until: string) =>
      `Subject: A new password for ${company}

Hello ${name},

open this link to set a new password for ${company}’s identity verification:

${url}

The link works once, until ${until}. You are then signed out on all devices.
If you did not ask for it, do not open the link, and tell whoever sent it.`,
  },
  join: {
    welcome: (company: string) => `Welcome to ${company}`,
    resetTitle: 'Set a new password',
    name: 'Your name, as colleagues see it',
    password: 'New password',
    again: 'The same password again',
    rule: 'At least 12 characters. A few words in a row are easy to keep in mind.',
    different: 'The two passwords differ.',
    submit: 'Set password',
    joined: 'Your password is set. Sign in with it.',
    toLogin: 'Go to sign-in',
    over: 'This link has been used already, has run out, or is not complete. Ask the person who sent it for a new one.',
  },
  passwordProblems: {
    SHORT: 'At least 12 characters.',
    LONG: 'At most 128 characters.',
    GUESSABLE: 'Too easy to guess: it is mostly your name, your address or few characters.',
  },
  ownAccount: {
    passwordTitle: 'Password',
    present: 'Present password',
    changePassword: 'Change password',
    changed: 'The password is changed. All other devices are signed out.',
    devicesTitle: 'Devices that are signed in',
    device: 'Device',
    address: 'Address',
    since: 'Signed in',
    thisOne: 'This device',
    sso: 'Single sign-on',
    end: 'Sign out',
    endAll: 'Sign out all other devices',
    ended: 'Signed out.',
    unknownDevice: 'Unknown device',
    mustEnrol:
      'Your company asks for a second step at sign-in. Set it up here; then everything else opens.',
  },
  roleHelp: {
    OWNER: 'Members, settings, everything',
    PROFILE_AUTHOR: 'Writes check profiles',
    PROFILE_PUBLISHER: 'Publishes what others wrote',
    REVIEWER: 'Takes cases and decides them',
    SUPERVISOR: 'Leads reviewers, settles disagreements',
    MASK_OPERATOR: 'Masks pictures',
    AUDITOR: 'Looks at everything, changes nothing',
    DEVELOPER: 'Webhooks and API keys',
    OUTSOURCED_REVIEWER: 'Guest of a partner',
  },
}
