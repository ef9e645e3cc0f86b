import "i18next";
import type page from "./catalogues/en.json";
import type sheet from "./catalogues/sheet.en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "page";
    resources: { page: typeof page; sheet: typeof sheet };
  }
}
