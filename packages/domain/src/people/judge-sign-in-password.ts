import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import { invalidInput } from "../errors.ts";
import { SIGN_IN_PASSWORD } from "./sign-in-password.ts";

/** Of five: 3 withstands an offline attack on a slow hash. */
const NEEDED_SCORE = 3;
const PRODUCT_WORDS = ["pumpd", "onboarding", "restaurant", "portal", "password", "admin"];

type Owner = { name: string; email: string };

/**
 * Long enough, and nothing that is guessed early: common passwords, words of ours and of the person, rows of keys. No rules
 * about kinds of characters: they make people write passwords down. Throws INVALID_INPUT at `password`.
 */
export function judgeSignInPassword(password: string, { name, email }: Owner): void {
  const { minLength, maxLength } = SIGN_IN_PASSWORD;
  if (password.length < minLength) throw refused(`A password needs at least ${minLength} characters.`);
  if (password.length > maxLength) throw refused(`A password has at most ${maxLength} characters.`);
  estimator ??= new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  const near = [...PRODUCT_WORDS, ...name.split(/\s+/), ...email.split(/[@.]/)].filter((word) => word.length > 2);
  if (estimator.check(password, near).score < NEEDED_SCORE)
    throw refused("This is guessed early. Use four or more words that have nothing to do with each other.");
}

// Reads fifty thousand common passwords: once, and only where somebody chooses one.
let estimator: ZxcvbnFactory | undefined;

function refused(reason: string) {
  return invalidInput({ password: reason });
}
