import { countrySchema, SUBDOMAIN_PATTERN, weekHoursSchema } from "@pumpd/model";
import { z } from "zod";

/** What the form accepts; the server parses again. Empty text is "not known yet". */
export const restaurantFormSchema = z.object({
  name: z.string().trim().min(1, "Name is empty").max(120, "Name is longer than 120 characters"),
  subdomain: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text === "" || text.length >= 4, "Store address needs at least 4 characters")
    .refine(
      (text) => text.length < 4 || SUBDOMAIN_PATTERN.test(text),
      "Only a to z, 0 to 9 and hyphens, with a letter or digit at both ends",
    ),
  address: z.string().trim().max(200, "Street address is longer than 200 characters"),
  phone: z
    .string()
    .trim()
    .max(30, "Phone is longer than 30 characters")
    .regex(/^[+()\d\s-]*$/, "Phone may hold digits, spaces, + - ( )"),
  openingHours: weekHoursSchema,
  country: countrySchema,
  timezone: z.string(),
  note: z.string().trim().max(4_000, "Notes are longer than 4,000 characters"),
  accountId: z.string(),
});

export type RestaurantForm = z.output<typeof restaurantFormSchema>;

const orNull = (text: string): string | null => (text === "" ? null : text);

export function toRestaurantInput(form: RestaurantForm) {
  return {
    name: form.name,
    subdomain: orNull(form.subdomain),
    address: orNull(form.address),
    phone: orNull(form.phone),
    openingHours: form.openingHours,
    country: form.country,
    timezone: form.timezone,
    accountId: orNull(form.accountId),
  };
}
