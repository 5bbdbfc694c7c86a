/** The selectors as they were observed, hashes included. Production automation uses them literally. */
export const PAGE = "#scroll-root > div > div > div > div > div";
export const FG = "div.group__FormGroupComponent-evaCTb.joUTxJ";
export const FGC = "div.group__FormGroupContent-ccjnpO.kpPgpj";
export const SECTION = `${PAGE} > div.section__SettingsSectionWrapper-VLcLJ.gVhfCf > div`;
export const OPEN = "div.block__Block-ljvlRq.epsQby > div.block__Content-bopatn.lbcjnQ";
export const TABS = (name: string) =>
  `#${name}-tab-options-tab-select-content > div.components__TabSelectOptionsComponent-USxIn.cCRcoK`;
export const MODAL = "div.content__Content-hOzsB.UWPkM";
export const BUTTON = "button.button__ButtonComponent-igFjHP.kkCuBg";
export const SELECT = "div.selectadv__Wrapper-cKWklP";
export const SELECT_INNER = "div.selectadv__WrapperInner-iDIBDX.WOtfi";
export const SELECT_DROP = "div.selectadv__Dropdown-eSUwYi.dtQnDO";
export const SELECT_OPTION = "div.selectadv__DropdownOption-bmnJxJ.eoQlWp";
export const ASYNC_INNER = "div.selectasync__WrapperInner-fSgFTI.eMHWRb";
export const ASYNC_DROP = "div.selectasync__Dropdown-bYdgnM.dIqlbY";
export const ASYNC_OPTION = "div.selectasync__DropdownOption-gQpgNZ";
export const SWATCH = "div.colorpicker__SwatchWrapper-kmfhwV.hqNLmj > div";
export const PICKER_INPUT =
  "div.colorpicker__DropWrapper-hDQMcy.cAaOXs > div > div > div > div.flexbox-fix > div > div > input";
export const BUTTON_GROUP = "div.group__ButtonGroupComponent-dVAWMN.puSOV.bsl-1";
export const CREATE_THING = `${PAGE} > div.m-t-8 > div.grid-2.xs.xs-gap.m-t-10 > div:nth-child(1) > div > button`;
