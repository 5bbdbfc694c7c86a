const CREAM = "#fffbf2";
const INK = "#323232";
const WHITE = "#ffffff";

export type ChosenColours = {
  theme: "dark" | "light";
  primaryColour: string;
  secondaryColour?: string | undefined;
  navTextColour?: string | undefined;
  boxTextColour?: string | undefined;
};

/** What a store is coloured with. Undefined: the portal's own theme decides. */
export type StoreColours = {
  primary: string;
  primaryText: string | undefined;
  background: string | undefined;
  text: string | undefined;
  boxBackground: string | undefined;
  boxText: string;
  navBackground: string | undefined;
  navText: string;
};

/** From few chosen colours to all of a store's: for the flow that sets them and the form that shows them. */
export function storeColours(chosen: ChosenColours): StoreColours {
  const { theme, primaryColour, secondaryColour, navTextColour, boxTextColour } = chosen;
  const light = theme === "light";
  const onLight = secondaryColour ?? primaryColour;
  return {
    primary: primaryColour,
    primaryText: light ? CREAM : undefined,
    background: light ? CREAM : undefined,
    text: light ? INK : undefined,
    boxBackground: light ? CREAM : undefined,
    boxText: boxTextColour ?? (light ? onLight : WHITE),
    navBackground: light ? CREAM : undefined,
    navText: navTextColour ?? (light ? onLight : WHITE),
  };
}
