/** The shapes the procedures answer with, by name. Types only: no schema reaches the browser through here. */
import type {
  accountSchema,
  alertRuleSettingSchema,
  alertSchema,
  apiKeySchema,
  archivedJobSchema,
  attemptSchema,
  auditRowSchema,
  bulkActionSchema,
  channelSchema,
  deliverySchema,
  effectSchema,
  exportSchema,
  failureGroupsSchema,
  holdSchema,
  importAnswerSchema,
  invitationSchema,
  jobDetailSchema,
  jobEventSchema,
  jobFilterSchema,
  jobRowSchema,
  logLineSchema,
  machinerySchema,
  meSchema,
  noticesSchema,
  overviewSchema,
  performanceSchema,
  personSchema,
  preflightCheckSchema,
  preparedSchema,
  restaurantDetailSchema,
  restaurantRowSchema,
  savedViewSchema,
  usageSchema,
  webhookSchema,
  welcomeSchema,
} from "@pumpd/api/types";
import type { z } from "zod";

export type JobRow = z.infer<typeof jobRowSchema>;
export type JobDetail = z.infer<typeof jobDetailSchema>;
export type Findings = NonNullable<JobDetail["findings"]>;
export type JobAttempt = z.infer<typeof attemptSchema>;
export type JobStep = JobDetail["plan"][number];
export type JobEffect = z.infer<typeof effectSchema>;
export type JobEvent = z.infer<typeof jobEventSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type Prepared = z.infer<typeof preparedSchema>;
export type PreflightCheck = z.infer<typeof preflightCheckSchema>;
export type Account = z.infer<typeof accountSchema>;
export type RestaurantRow = z.infer<typeof restaurantRowSchema>;
export type RestaurantDetail = z.infer<typeof restaurantDetailSchema>;
export type Machinery = z.infer<typeof machinerySchema>;
export type Overview = z.infer<typeof overviewSchema>;
export type Me = z.infer<typeof meSchema>;
export type JobFilter = z.infer<typeof jobFilterSchema>;
export type BulkAction = z.infer<typeof bulkActionSchema>;
export type SavedView = z.infer<typeof savedViewSchema>;
export type FailureGroup = z.infer<typeof failureGroupsSchema>["groups"][number];
export type Notices = z.infer<typeof noticesSchema>;
export type ImportAnswer = z.infer<typeof importAnswerSchema>;
export type ImportRow = ImportAnswer["rows"][number];
export type ImportColumn = keyof ImportRow["cells"];
export type Person = z.infer<typeof personSchema>;
export type Invitation = z.infer<typeof invitationSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type AuditRow = z.infer<typeof auditRowSchema>;
export type Hold = z.infer<typeof holdSchema>;
export type Alert = z.infer<typeof alertSchema>;
export type AlertRuleSetting = z.infer<typeof alertRuleSettingSchema>;
export type AlertChannel = z.infer<typeof channelSchema>;
export type UsageRow = z.infer<typeof usageSchema>;
export type ExportRow = z.infer<typeof exportSchema>;
export type Performance = z.infer<typeof performanceSchema>;
export type TypePerformance = Performance["types"][number];
export type ArchivedJob = z.infer<typeof archivedJobSchema>;
