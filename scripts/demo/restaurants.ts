import { CLOSED_WEEK, DAYS, type Slot, type WeekHours } from "@pumpd/model";

export type DemoRestaurant = {
  name: string;
  subdomain: string;
  address: string;
  phone: string;
  openingHours: WeekHours;
  timezone?: string;
  note?: string;
};

const every = (...slots: Slot[]): WeekHours => ({
  ...CLOSED_WEEK,
  ...Object.fromEntries(DAYS.map((day) => [day, slots])),
});
const lunch: Slot = { open: "11:30", close: "14:30" };
const dinner: Slot = { open: "17:00", close: "21:30" };
const late: Slot = { open: "17:00", close: "01:30" };
const day: Slot = { open: "07:30", close: "15:00" };

/** Invented, with everything that real names and hours do to a form: macrons, apostrophes, ampersands, past midnight. */
export const RESTAURANTS = {
  // South & Tide
  mahina: {
    name: "Māhina",
    subdomain: "mahina",
    address: "41 Tide Lane, Petone 5012, New Zealand",
    phone: "04 555 0141",
    openingHours: { ...every(dinner), Monday: [], Friday: [late], Saturday: [lunch, late] },
    note: "Kitchen closes half an hour before the door.",
  },
  pohutukawaPoint: {
    name: "Pōhutukawa Point",
    subdomain: "pohutukawapoint",
    address: "8 Beacon Road, Raglan 3225, New Zealand",
    phone: "07 555 0108",
    openingHours: { ...every(day), Monday: [] },
  },
  saltCrate: {
    name: "The Salt Crate",
    subdomain: "thesaltcrate",
    address: "3/18 Wharf Street, Ōamaru 9400, New Zealand",
    phone: "",
    openingHours: { ...every(lunch, dinner), Sunday: [] },
  },
  wetaAndVine: {
    name: "Wētā & Vine",
    subdomain: "wetaandvine",
    address: "7 Example Quay, Wellington 6011, New Zealand",
    phone: "04 555 0107",
    openingHours: { ...every(dinner), Friday: [late], Saturday: [late] },
  },
  harbourNoodles: {
    name: "Harbour Noodle House",
    subdomain: "harbournoodlehouse",
    address: "12 Example Quay, Wellington 6011, New Zealand",
    phone: "04 555 0123",
    openingHours: { ...every({ open: "11:00", close: "21:00" }), Monday: [] },
  },
  sisters: {
    name: "Sisters’ Table",
    subdomain: "sisters",
    address: "25 Orchard Rise, Nelson 7010, New Zealand",
    phone: "03 555 0125",
    openingHours: { ...every(day), Tuesday: [] },
  },
  laBora: {
    name: "La Bora",
    subdomain: "labora",
    address: "60 Quarry Hill, Dunedin 9016, New Zealand",
    phone: "03 555 0160",
    openingHours: { ...every(dinner), Sunday: [] },
  },
  lateTui: {
    name: "The Late Tūī",
    subdomain: "thelatetui",
    address: "19 Lantern Street, Auckland 1010, New Zealand",
    phone: "09 555 0119",
    openingHours: every({ open: "18:00", close: "03:00" }),
  },
  // Kōwhai Street Kitchens
  kapitiCrumb: {
    name: "Kāpiti Crumb",
    subdomain: "kapiticrumb",
    address: "5 Dune Place, Paraparaumu 5032, New Zealand",
    phone: "04 555 0105",
    openingHours: every({ open: "06:30", close: "14:00" }),
  },
  duckAndDamson: {
    name: "Duck & Damson",
    subdomain: "duckanddamson",
    address: "77 Miller’s Bend, Cambridge 3434, New Zealand",
    phone: "07 555 0177",
    openingHours: { ...every(lunch, dinner), Monday: [], Tuesday: [] },
  },
  chathamChowder: {
    name: "Chatham Chowder",
    subdomain: "chathamchowder",
    address: "2 Jetty Road, Waitangi 8942, New Zealand",
    phone: "03 555 0102",
    openingHours: { ...every(lunch), Saturday: [lunch, dinner] },
    timezone: "Pacific/Chatham",
  },
  numberNine: {
    name: "N° 9",
    subdomain: "order-n9",
    address: "9 Cobbler Court, Hastings 4122, New Zealand",
    phone: "06 555 0109",
    openingHours: CLOSED_WEEK,
    note: "Opens in autumn; no hours yet.",
  },
} as const satisfies Record<string, DemoRestaurant>;

export type RestaurantKey = keyof typeof RESTAURANTS;
