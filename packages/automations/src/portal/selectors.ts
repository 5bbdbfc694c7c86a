import { MAINTENANCE_WORDS } from "../define/retry-after.ts";

/**
 * Every selector of the portal, once. Ids, roles, types and titles first; a class name only where nothing else exists. Hashed
 * halves of class names (`-evaCTb.joUTxJ`) change with any release and are never used. Source: portal reference, by section.
 */
export const SHELL = {
  /** section 3: the scrolling container of every page behind the sign-in */
  app: "#scroll-root",
  /** the whole-page overlay while data loads */
  loading: ".cover-loader.active",
} as const;

/** Pages that stand where the portal should be. Their own words are all there is to know them by. */
export const INSTEAD = {
  maintenance: ".maintenance-banner",
  maintenanceWords: MAINTENANCE_WORDS,
  captcha: '[class*="captcha" i], iframe[src*="captcha" i]',
  captchaWords: "verify (that )?you are human|not a robot",
} as const;

/** Section 5. Texts there follow the visitor's language, so none is matched. */
export const SIGN_IN = {
  email: 'input[type="email"]',
  password: 'input[type="password"]',
  submit: 'button[type="submit"]',
  problem: '[role="alert"]',
} as const;

/** Section 6. */
export const DASHBOARD = {
  row: '[id^="restaurant-list-item-"]:not([id*="view-store"])',
  rowName: "h4",
  manage: "Manage",
  add: /^(Create New Restaurant|Add Restaurant|New Restaurant)$/,
} as const;

/** Section 7: the form of the create dialog. A row is found by how its title begins. */
export const CREATE_DIALOG = {
  form: '[id$="-content"] form:has(input[type="tel"])',
  row: "> div",
  titles: {
    name: /^\s*Restaurant name/i,
    subdomain: /^\s*Subdomain/i,
    mapSource: /^\s*Map data source/i,
    address: /^\s*Address/i,
    phone: /^\s*Phone number/i,
    hours: /^\s*Opening hours/i,
    locale: /^\s*System locale/i,
    timezone: /^\s*Timezone/i,
    currency: /^\s*Currency/i,
    taxInPrices: /^\s*Tax in prices/i,
  },
  mapSource: "Google Maps",
  text: 'input[type="text"]',
  phone: 'input[type="tel"]',
  day: "select",
  addSlot: "Add Time Slot",
  toggle: "label",
  problem: '[role="alert"]',
  submit: "> button",
} as const;

/** Section 3: lists that open below a field. Only the first, unhashed half of each class is used. */
export const LISTS = {
  select: '[class*="selectadv__Wrapper-"]',
  selectInput: "input",
  selectOption: '[class*="selectadv__DropdownOption-"]',
  address: '[class*="selectasync__WrapperInner-"]',
  addressDropdown: '[class*="selectasync__Dropdown-"]',
  addressOption: '[class*="selectasync__DropdownOption-"]',
} as const;

/** Sections 8 and 12, and row 22 of section 20. */
export const RESTAURANT = {
  settingsLink: "#nav-link-settings",
  facts: "dl",
  labels: {
    id: "Restaurant ID",
    subdomain: "Subdomain",
    storeUrl: "Store address",
    name: "Restaurant name",
    address: "Address",
    phone: "Phone number",
    hours: "Opening hours",
    locale: "System locale",
    timezone: "Timezone",
    currency: "Currency",
    taxInPrices: "Tax in prices",
  },
} as const;

/** What may lie over any page at any moment: never one of the portal's own dialogs, whose ids end in `-content`, nor the file host's. */
export const DISTURBANCES = {
  popupAnswer: /^(not now|maybe later|later|no,? thanks|dismiss|got it|skip)$/i,
  strayModalClose: '[class*="modal"] button[aria-label="Close" i]:not([id$="-content"] *, .uploadcare--dialog *)',
} as const;
