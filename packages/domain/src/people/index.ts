export * from "./add-membership.ts";
export * from "./create-person.ts";
export * from "./list-people.ts";
export * from "./read-organisation.ts";
export * from "./read-session.ts";
export * from "./require-membership.ts";
export * from "./sign-in-password.ts";
export * from "./switch-organisation.ts";
