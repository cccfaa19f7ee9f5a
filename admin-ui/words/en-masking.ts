/** Masking by hand. */
export const maskingWords = {
  masking: {
    title: 'Pictures to mask',
    task: (document: string) => `Masking: ${document}`,
    empty: 'No picture waits for masking.',
    allTaken: 'Colleagues are masking all that waits.',
    takeNext: 'Take the next one',
    take: 'Take',
    release: 'Put back',
    pictures: 'Pictures',
    comma: ', ',
    why: 'Why',
    since: 'Waiting since',
    origins: {
      UNCERTAIN: 'The machine was not sure',
      RULE: 'A rule asks for it',
      REVIEWER: 'A reviewer sent it',
    },
    originsHelp: {
      UNCERTAIN:
        'The machine was not sure that it covers everything. Its proposals are dashed: keep, move or remove them, and add what is missing.',
      RULE: 'A rule of the check profile wants a person to mask these pictures.',
      REVIEWER: 'A reviewer saw something that must not be seen. What was masked before stays.',
    },
    quoted: (note: string) => `“${note}”`,
    mustHide: 'Must not be seen on this side',
    hides: {
      conditions: 'Conditions of the licence',
      organDonation: 'Organ donation',
    },
    always:
      'Individual numbers, insurer and insured numbers, pension numbers and their QR codes, wherever they are',
    masks: (count: number) => (count === 1 ? '1 mask' : `${count} masks`),
    masksOn: (picture: string) => `Masks on the picture: ${picture}`,
    mask: (number: number, automatic: boolean) =>
      automatic ? `Mask ${number} (automatic)` : `Mask ${number}`,
    removeMask: (number: number) => `Remove mask ${number}`,
    place: (x: number, y: number, width: number, height: number) =>
      `${x}% from the left, ${y}% from the top, ${width} × ${height}%`,
    none: 'Nothing is hidden on this picture yet.',
    keysHelp:
      'With a mask chosen: arrows move it, Shift and arrows change its size, Delete removes it. Ctrl and the wheel enlarge.',
    tool: 'Tool',
    tools: { SELECT: 'Select', RECTANGLE: 'Rectangle', FREE: 'Free form' },
    deeds: {
      add: 'Add a rectangle in the middle',
      undo: 'Undo',
      redo: 'Redo',
      remove: 'Remove the chosen mask',
      copy: 'Copy the masks to the other frames',
      zoomIn: 'Larger',
      zoomOut: 'Smaller',
      fit: 'Fit',
    },
    review: 'Review',
    change: 'Change',
    backToDrawing: 'Back to drawing',
    irreversible:
      'Look at every picture as it will be. Once confirmed, what is black is gone for good: the original photographs are erased, and what was read under the masks is forgotten.',
    bare: (pictures: string) => `Without any mask: ${pictures}`,
    looked: 'I have looked at every picture. Nothing that must be hidden can be seen.',
    confirm: 'Burn in for good',
    done: 'Masked. The application goes on.',
    withdrawn: 'These pictures wait for masking no more.',
    lost: 'Your time on these pictures ran out. Take them again to go on; what you drew is still here.',
    lostTo: (name: string) =>
      `Your time on these pictures ran out, and ${name} has taken them. What you drew is kept here in case they come back.`,
    notHeld:
      'Take this to see its pictures. Only who holds it may see them, and every view is on record.',
    noPicture: 'The picture could not be loaded.',
    waits: 'Waits for masking',
    waitsHelp:
      'Pictures of this case are with the mask operators and hidden from everybody else. It can be decided once they are masked.',
    send: 'Send for masking',
    sendConfirm: 'Hide and send',
    sendHelp:
      'The pictures are hidden from everybody at once, and the case can’t be decided until a mask operator has masked them.',
    sendNote: 'What you saw, and where',
    sendNoteHelp: 'Name the place, not the content: “number below the photograph”.',
    sent: 'The pictures are hidden and wait for a mask operator.',
  },
}
