import { z } from "zod";
import { ACCOUNT_WORDS as W } from "./words";

const MOST_PASSWORD = 512;
const MOST_LOGIN = 254;

export const passwordSchema = z.object({ password: z.string().min(1, W.emptyPassword).max(MOST_PASSWORD, W.tooLong) });
export const newAccountSchema = passwordSchema.extend({
  login: z.string().trim().min(1, W.emptyLogin).max(MOST_LOGIN, W.tooLong),
});
