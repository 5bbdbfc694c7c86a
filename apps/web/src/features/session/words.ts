export const SESSION_WORDS = {
  hello: "Kia ora",
  lead: "Sign in with your work e-mail.",
  after: {
    joined: "You have joined. Sign in with the password you just chose.",
    password: "Your new password is kept. Sign in with it.",
  },
  email: "E-mail",
  password: "Password",
  show: "Show the password",
  hide: "Hide the password",
  signIn: "Sign in",
  signingIn: "Signing in",
  newHere: "New here? An admin of your organisation can invite you.",
  forgotten: "Forgotten it? An admin of your organisation can set a new one.",
  promise: ["Green means", "somebody looked."],
  promiseLead:
    "Every change at the portal is looked up before, sent once, and read back after. What we could not see, we say.",
  looked: (age: string) => `Looked ${age} ago.`,
  answers: "Our server answers.",
  away: "Our server does not answer.",
  emptyEmail: "Enter your e-mail.",
  emptyPassword: "Enter your password.",
  refused: "E-mail and password do not belong together. Check both and try again.",
  tooMany: "Too many tries. Wait a minute, then try again.",
  noAnswer: "No answer from our server. Nothing was signed in; try again in a moment.",
} as const;

/** Invented: these dockets show what a docket is, never a job. */
export const SAMPLE_WORDS = {
  looked: "Looked first",
  sent: "Sent once",
  seen: "Seen at the portal",
  notSeen: "Not seen since",
  portalId: "RESw8Hn…4kTz",
  store: "weta-and-vine.pumpd.test",
  dishes: "96 of 96 dishes seen",
  categories: ["From the tandoor", "Roti and rice", "Drinks"],
  question: "Is one of these it?",
} as const;
