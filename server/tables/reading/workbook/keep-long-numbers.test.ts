import { expect, it } from "vitest";
import { keepLongNumbers } from "./keep-long-numbers";

it.each([
  ['<c r="A1"><v>9007199254740993</v></c>', '<c r="A1" t="str"><v>9007199254740993</v></c>'],
  [
    '<c r="A1" t="n" s="1"><v>-12345678901234567890</v></c>',
    '<c r="A1" s="1" t="str"><v>-12345678901234567890</v></c>',
  ],
  ['<x:c r="A1"><x:v>9007199254740993</x:v></x:c>', '<x:c r="A1" t="str"><x:v>9007199254740993</x:v></x:c>'],
])("keepLongNumbers turns an integer that a double cannot hold exactly into a text: %s", (xml, text) => {
  expect(keepLongNumbers(`<row>${xml}</row>`)).toBe(`<row>${text}</row>`);
});

it.each([
  '<c r="A1"><v>1234567890123457</v></c>',
  '<c r="A1"><v>0.12345678901234567</v></c>',
  '<c r="A1" t="s"><v>9007199254740993</v></c>',
  '<c r="A1" t="inlineStr"><is><t>9007199254740993</t></is></c>',
])("keepLongNumbers leaves other cells unchanged: %s", (xml) => expect(keepLongNumbers(xml)).toBe(xml));
