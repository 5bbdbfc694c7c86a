import { choices, number, type Row, text, toggle } from "./rows.ts";

export type WebsiteBlock = { title: string; body: "form" | "themes"; rows: Row[] };

const form = (title: string, ...rows: Row[]): WebsiteBlock => ({ title, body: "form", rows });
const colour = (name: string, title: string): Row => ({ kind: "colour", key: `website.colors.${name}`, title });

/**
 * Blocks are found by their place, rows by theirs: keep both. What nobody has observed (blocks 1, 6, 8, 10 to 14 and
 * some rows) is plausible filling that saves like the rest.
 */
export const websiteBlocks: WebsiteBlock[] = [
  form(
    "Domain",
    text("website.domain.custom", "Custom domain"),
    toggle("website.domain.redirect", "Redirect to custom domain"),
  ),
  { title: "Themes", body: "themes", rows: [] },
  form(
    "Colors",
    colour("primary", "Primary"),
    colour("primaryText", "Primary Text"),
    colour("background", "Background"),
    colour("text", "Text"),
    colour("box", "Box & Popup Background"),
    colour("boxText", "Box & Popup Text"),
  ),
  form(
    "Fonts",
    number("website.fonts.size", "Base Font Size", "16"),
    {
      kind: "select",
      key: "website.fonts.weight",
      title: "Heading Weight",
      choices: choices("Regular", "Medium", "Bold"),
    },
    { kind: "font", key: "website.fonts.heading", title: "Heading Font" },
    { kind: "font", key: "website.fonts.normal", title: "Normal Font" },
  ),
  form(
    "Top Nav Bar",
    {
      kind: "colourPair",
      title: "Colors",
      keys: [
        { title: "Background", key: "website.nav.background" },
        { title: "Text", key: "website.nav.text" },
      ],
    },
    toggle("website.nav.sticky", "Stick To Top", true),
    { kind: "image", key: "website.nav.logo", title: "Logo", shape: "logo" },
  ),
  form("Navigation Links", text("website.links.first", "First Link"), text("website.links.second", "Second Link")),
  form(
    "Header",
    toggle("website.header.show", "Show Header"),
    number("website.header.height", "Height", "320"),
    { kind: "image", key: "website.header.background", title: "Background Image", shape: "line" },
    toggle("website.header.overlay", "Darken Background"),
    text("website.header.title", "Title"),
    text("website.header.subtitle", "Subtitle"),
    { kind: "image", key: "website.header.logo", title: "Header Logo", shape: "logo" },
  ),
  form(
    "Announcement",
    toggle("website.announcement.show", "Show Announcement"),
    text("website.announcement.text", "Text"),
  ),
  form(
    "Items",
    { kind: "select", key: "website.items.style", title: "Item Style", choices: choices("List", "Grid", "Card") },
    {
      kind: "select",
      key: "website.items.tagPosition",
      title: "Tag Position",
      choices: choices("None", "Inner Bottom", "Outer Top"),
    },
  ),
  form("Categories", toggle("website.categories.sticky", "Sticky Category Bar", true)),
  form(
    "Cart",
    toggle("website.cart.notes", "Allow Order Notes", true),
    text("website.cart.label", "Checkout Button Text"),
  ),
  form(
    "Footer",
    text("website.footer.text", "Footer Text"),
    toggle("website.footer.hours", "Show Opening Hours", true),
  ),
  form("Cookie Notice", toggle("website.cookies.show", "Show Cookie Notice")),
  form("Gallery", { kind: "image", key: "website.gallery.first", title: "Picture", shape: "logo" }),
  form("Favicon", { kind: "image", key: "website.favicon", title: "Favicon", shape: "logo" }),
  form("SEO", text("website.seo.title", "Page Title"), text("website.seo.description", "Meta Description")),
  form(
    "Social Media",
    toggle("website.social.show", "Show Social Links", true),
    text("website.social.facebook", "Facebook"),
    text("website.social.instagram", "Instagram"),
  ),
  form(
    "Custom Code",
    { kind: "textarea", key: "website.code.head", title: "Head Code" },
    { kind: "textarea", key: "website.code.body", title: "Body Code" },
  ),
];
