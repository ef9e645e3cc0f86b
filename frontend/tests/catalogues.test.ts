import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import en from "../src/i18n/catalogues/en.json";
import hi from "../src/i18n/catalogues/hi.json";
import ru from "../src/i18n/catalogues/ru.json";
import sheetEn from "../src/i18n/catalogues/sheet.en.json";
import sheetHi from "../src/i18n/catalogues/sheet.hi.json";
import sheetRu from "../src/i18n/catalogues/sheet.ru.json";

const PLURAL = /_(zero|one|two|few|many|other)$/u;
const SOURCE = path.join(import.meta.dirname, "../src");

type Words = Record<string, string>;

function flat(tree: object, prefix = ""): Words {
  const entries = Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? Object.entries(flat(value, `${prefix}${name}.`))
      : [[prefix + name, String(value)] as const],
  );
  return Object.fromEntries(entries);
}

const stems = (words: Words) => [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")))].sort();

const PAIRS = [
  ["ru", flat(ru), flat(en)],
  ["hi", flat(hi), flat(en)],
  ["ru sheet", flat(sheetRu), flat(sheetEn)],
  ["hi sheet", flat(sheetHi), flat(sheetEn)],
] as const;

describe.each(PAIRS)("the %s catalogue", (name, words, english) => {
  test("has every key of the English one and no other", () => {
    expect(stems(words)).toEqual(stems(english));
  });

  test("has the plural forms of its language, each", () => {
    const forms = new Intl.PluralRules(name.slice(0, 2)).resolvedOptions().pluralCategories;
    const plurals = Object.keys(english).filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ""));
    for (const stem of new Set(plurals)) {
      expect(forms.map((form) => `${stem}_${form}`).filter((key) => !(key in words))).toEqual([]);
    }
  });

  test("says the same values as the English one", () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, value]) => value).sort();
    for (const [key, text] of Object.entries(words)) {
      const original = english[key] ?? english[key.replace(PLURAL, "_other")] ?? "";
      expect([key, values(text)]).toEqual([key, values(original)]);
    }
  });

  test("is written in its own script", () => {
    const script = name.startsWith("ru") ? /\p{Script=Cyrillic}/u : /\p{Script=Devanagari}/u;
    const foreign = Object.entries(words).filter(([key, text]) => !script.test(text) && key !== "app.name");
    expect(foreign).toEqual([]);
  });
});

test("every key is used, and every key that is used exists", () => {
  const { keys, prefixes } = usedKeys();
  const known = [...stems(flat(en)), ...stems(flat(sheetEn))];
  const isUsed = (key: string) => keys.has(key) || prefixes.some((pattern) => pattern.test(key));
  expect(known.filter((key) => !isUsed(key))).toEqual([]);
  expect([...keys].filter((key) => key.includes(".") && !known.includes(key))).toEqual([]);
});

/** Keys in calls of `t` and `words`, or in quotes that read like a sheet's word; templates count as patterns. */
function usedKeys(): { keys: Set<string>; prefixes: RegExp[] } {
  const keys = new Set<string>();
  const prefixes: RegExp[] = [];
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/u.test(file) || file.includes("generated")) continue;
    const text = readFileSync(path.join(SOURCE, file), "utf8");
    for (const [, key = ""] of text.matchAll(/\b(?:t|words|sheetWords\(\S+\))\(\s*"([^"]+)"/gu)) keys.add(key);
    for (const [, key = ""] of text.matchAll(/\bhint="(\w+)"/gu)) keys.add(key);
    for (const [, key = ""] of text.matchAll(/\bt\(`([^`]+)`/gu)) prefixes.push(patternOf(key));
  }
  return { keys, prefixes };
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/gu, "[a-zA-Z_]+")}$`, "u");
}
