/**
 * Settings, tab Website (portal reference, sections 3, 12 and 13). Blocks and rows are found by their titles; of hashed
 * classes only the first, unhashed half is used.
 */
export const SETTINGS = {
  ready: "#settings-tab-select",
  tabs: "#settings-tab-select-tab-select-content",
  websiteTab: "Website",
  block: '[class*="block__Block-"]',
  blockHeader: "> div:first-child",
  blockBody: '> [class*="block__Content-"]',
  save: "form > div > button",
} as const;

export const WEBSITE_BLOCKS = {
  themes: "Themes",
  colours: "Colors",
  fonts: "Fonts",
  nav: "Top Nav Bar",
  header: "Header",
  items: "Items",
  favicon: "Favicon",
  seo: "SEO",
  social: "Social Media",
  code: "Custom Code",
} as const;

export const THEMES = {
  buttons: { light: "Light Theme", dark: "Dark Theme" },
  warning: /changing your theme will overwrite/i,
  /** the row whose colour tells a dark page from a light one */
  background: "Background",
} as const;

export const IMAGE_FIELD = {
  /** the hosted picture, once there is one */
  image: "a > img",
  upload: /upload/i,
} as const;

/** The file host's own dialog. */
export const UPLOAD_DIALOG = {
  dialog: ".uploadcare--dialog",
  choose: "Choose a local file",
  preview: ".uploadcare--preview__image",
  confirm: /^(Add|Done)$/,
  failure: "Something went wrong during the upload",
  again: "Please try again",
} as const;
