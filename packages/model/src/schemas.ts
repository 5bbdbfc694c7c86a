/** Schemas of words that every page reads: beside their lists, and not among them, so that a page of jobs needs no zod. */
import { z } from "zod";
import { EFFECT_STATES, JOB_STATUSES, OUTCOMES, STEP_STATUSES } from "./job-status.ts";
import { ROLES } from "./roles.ts";

export const jobStatusSchema = z.enum(JOB_STATUSES);
export const outcomeSchema = z.enum(OUTCOMES);
export const stepStatusSchema = z.enum(STEP_STATUSES);
export const effectStateSchema = z.enum(EFFECT_STATES);
export const roleSchema = z.enum(ROLES);
