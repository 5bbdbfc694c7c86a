import type { WantedBlock } from "../../portal/pages/website-settings.ts";
import type { ImageFile } from "../../portal/parts/image-field.ts";
import type { WantedField } from "../../portal/parts/settings-field.ts";
import type { ConfigureWebsiteInput } from "./definition.ts";
import { storeColours } from "./store-colours.ts";

export type WebsiteFiles = {
  logo?: ImageFile | undefined;
  favicon?: ImageFile | undefined;
  headerBackground?: ImageFile | undefined;
  headerLogo?: ImageFile | undefined;
  headCode?: string | undefined;
  bodyCode?: string | undefined;
};

/** What every block should say; blocks nobody asked for are undefined. Pure, so that it is one table of cases. */
export function wantedBlocks(input: ConfigureWebsiteInput, files: WebsiteFiles) {
  return {
    colours: block("colours", coloursOf(input)),
    fonts: block("fonts", [
      { kind: "font", title: "Heading Font", value: input.headingFont },
      { kind: "font", title: "Normal Font", value: input.textFont },
    ]),
    nav: block("nav", [...navColoursOf(input), ...image("Logo", files.logo)]),
    header: input.header ? block("header", headerOf(input.header, files)) : undefined,
    items: block("items", [
      { kind: "select", title: "Item Style", value: input.itemLayout === "card" ? "Card" : "List" },
      { kind: "select", title: "Tag Position", value: "Inner Bottom" },
    ]),
    favicon: someOf("favicon", image("Favicon", files.favicon ?? files.logo)),
    seo: someOf("seo", [...text("Page Title", input.seoTitle), ...text("Meta Description", input.seoDescription)]),
    social: someOf("social", [...text("Facebook", input.facebookUrl), ...text("Instagram", input.instagramUrl)]),
    code: someOf("code", [...code(0, "Head Code", files.headCode), ...code(1, "Body Code", files.bodyCode)]),
  };
}

function coloursOf(input: ConfigureWebsiteInput): WantedField[] {
  const { primary, primaryText, background, text, boxBackground, boxText } = storeColours(input);
  return [
    ...colour("Primary", primary),
    ...colour("Primary Text", primaryText),
    ...colour("Background", background),
    ...colour("Text", text),
    ...colour("Box & Popup Background", boxBackground),
    ...colour("Box & Popup Text", boxText),
  ];
}

function navColoursOf(input: ConfigureWebsiteInput): WantedField[] {
  const { navBackground, navText } = storeColours(input);
  return [...colour("Background", navBackground), ...colour("Text", navText)];
}

function headerOf({ isShown }: { isShown: boolean }, files: WebsiteFiles): WantedField[] {
  return [
    { kind: "toggle", title: "Show Header", value: isShown },
    ...image("Background Image", files.headerBackground),
    // One space: the portal would otherwise write the restaurant's name over the picture.
    { kind: "text", title: "Title", value: " " },
    ...image("Header Logo", files.headerLogo),
  ];
}

const block = (name: WantedBlock["block"], fields: WantedField[]): WantedBlock => ({ block: name, fields });
const someOf = (name: WantedBlock["block"], fields: WantedField[]): WantedBlock | undefined =>
  fields.length === 0 ? undefined : block(name, fields);
const colour = (title: string, value: string | undefined): WantedField[] =>
  value === undefined ? [] : [{ kind: "colour", title, value }];
const text = (title: string, value: string): WantedField[] => (value === "" ? [] : [{ kind: "text", title, value }]);
const image = (title: string, value: ImageFile | undefined): WantedField[] =>
  value ? [{ kind: "image", title, value }] : [];
const code = (place: number, title: string, value: string | undefined): WantedField[] =>
  value === undefined ? [] : [{ kind: "code", place, title, value }];
