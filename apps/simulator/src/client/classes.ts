import { directives } from "./boot.ts";

/**
 * The style classes as the portal emits them: a component's name with its hash, and a second hash for the style. Both
 * halves of both change with every release of the portal; `class-rename` shows that.
 */
const salt = directives.find((one) => one.kind === "class-rename")?.salt;

function released(classes: string): string {
  if (typeof salt !== "string") return classes;
  return classes
    .split(" ")
    .map((name) => (name.includes("__") ? name.replace(/-([A-Za-z]+)$/, `-${salt}$1`) : `${salt}${name}`))
    .join(" ");
}

export const classes = {
  formRow: released("group__FormGroupComponent-evaCTb joUTxJ"),
  formContent: released("group__FormGroupContent-ccjnpO kpPgpj"),
  inputGroup: released("inputgroup__InputGroupField-cWVTlp ezKAHp"),
  select: released("selectadv__Wrapper-cKWklP"),
  selectClosed: released("hPMCFC"),
  selectOpen: released("FVSIE"),
  selectInner: released("selectadv__WrapperInner-iDIBDX WOtfi"),
  selectIcon: released("selectadv__InputIcon-dZhktu PrPXn"),
  selectDropdown: released("selectadv__Dropdown-eSUwYi dtQnDO"),
  selectOption: released("selectadv__DropdownOption-bmnJxJ eoQlWp"),
  asyncInner: released("selectasync__WrapperInner-fSgFTI eMHWRb"),
  asyncDropdown: released("selectasync__Dropdown-bYdgnM dIqlbY"),
  asyncOption: released("selectasync__DropdownOption-gQpgNZ"),
  swatchWrapper: released("colorpicker__SwatchWrapper-kmfhwV hqNLmj"),
  swatchDrop: released("colorpicker__DropWrapper-hDQMcy cAaOXs"),
  buttonGroup: released("group__ButtonGroupComponent-dVAWMN puSOV"),
  tabOptions: released("components__TabSelectOptionsComponent-USxIn cCRcoK"),
  tabSelect: released("tabselect__TabSelectComponent-kWqTnB dXzRmu"),
  section: released("section__SettingsSectionWrapper-VLcLJ gVhfCf"),
  heading: released("heading__SettingsSectionHeading-gINcTH hDzVir"),
  block: released("block__Block-ljvlRq"),
  blockOpen: released("epsQby"),
  blockContent: released("block__Content-bopatn lbcjnQ"),
  modalContent: released("content__Content-hOzsB UWPkM"),
  modalClose: released("modal__CloseButton-ciHmJi"),
  button: released("button__ButtonComponent-igFjHP kkCuBg"),
  itemList: released("item-list__ItemListWrapper-dyLBYn jkyIVq"),
  listItem: released("item__Wrapper-kdLbfs"),
  previewActions: released("preview__FieldActions-fEoEZR jZeUTf"),
};

export function join(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
