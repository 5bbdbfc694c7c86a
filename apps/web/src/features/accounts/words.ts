export const ACCOUNT_WORDS = {
  title: "Portal accounts",
  lead: "Logins at the portal. A password goes in and never comes out: only a worker can read it, for a job of that account.",
  add: "Add account",
  login: "E-mail at the portal",
  password: "Password",
  passwordNote: "It is locked away at once. Nobody can read it here again, you neither.",
  enterNew: "Enter new password",
  save: "Save the password",
  saving: "Saving",
  saved: (released: number) =>
    released === 0
      ? "Password saved."
      : released === 1
        ? "Password saved. One waiting job goes on."
        : `Password saved. ${released} waiting jobs go on.`,
  alreadyOurs: "We have this account already, with its password.",
  useIt: "Use this account here",
  linked: "This restaurant uses that account now.",
  added: "Account added. It is tried with the first job.",
  emptyLogin: "Enter the e-mail used at the portal.",
  emptyPassword: "Enter the password.",
  tooLong: "That is longer than any password the portal takes.",
  states: { works: "Works", not_tried: "Not tried yet", on_hold: "On hold" },
  noPassword: "No password stored",
  none: "No portal accounts yet",
  noneText: "An account is the e-mail and password used at the portal. One account may own several restaurants.",
  restaurants: (n: number) => (n === 1 ? "1 restaurant" : `${n} restaurants`),
  never: "No job has completed with it yet",
  signedInFine: "Signed in fine,",
} as const;
