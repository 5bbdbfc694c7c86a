import type { Role } from "@pumpd/model";

export type DemoOrganisation = { name: string; people: readonly { name: string; email: string; role: Role }[] };

/** Whoever signs in with what the start prints: admin of the first organisation, and a guest in the second. */
export const DEMO_PERSON = { name: "Hana Pryce", email: "hana@south-and-tide.example" } as const;

export const SOUTH_AND_TIDE: DemoOrganisation = {
  name: "South & Tide",
  people: [
    { ...DEMO_PERSON, role: "admin" },
    { name: "Matiu O’Dell", email: "matiu@south-and-tide.example", role: "operator" },
    { name: "Ines Fallow", email: "ines@south-and-tide.example", role: "viewer" },
  ],
};

export const KOWHAI_STREET: DemoOrganisation = {
  name: "Kōwhai Street Kitchens",
  people: [
    { name: "Rangi Ash", email: "rangi@kowhai-street.example", role: "admin" },
    { name: "Bea Lindqvist", email: "bea@kowhai-street.example", role: "operator" },
    { name: "Tomás Reid", email: "tomas@kowhai-street.example", role: "viewer" },
  ],
};
