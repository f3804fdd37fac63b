import { describe, expect, it } from "vitest";
import { idText, moment, momentAsDate, timeZone } from "./input-types";

describe("idText", () => {
  it.each(["bot_01jd", "", "ключ", "x".repeat(200)])("keeps %j", (text) => expect(idText.parse(text)).toBe(text));
  it.each(["a\0", "a\nb", "\u0085", "\ufffd", "x".repeat(201)])("replaces %j by an id that names nothing", (text) =>
    expect(idText.parse(text)).toBe("?"),
  );
  it("is required if a minimum length is set", () => expect(idText.min(1).safeParse("").success).toBe(false));
});

const known = [
  "1970-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2026-11-29T12:00:00.123456Z",
  "2026-11-29T12:00:00+02:00",
];
const unknown = [
  "0000-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "+275760-09-13T00:00:00.000Z",
  "9999-12-31T23:59:59-14:00",
  "2026-02-30T00:00:00Z",
  "soon",
];

describe("moment", () => {
  it.each(known)("keeps %s unchanged", (text) => expect(moment.parse(text)).toBe(text));
  it.each([...unknown, 8.64e15])("refuses %s", (text) => expect(moment.safeParse(text).success).toBe(false));
});

describe("momentAsDate", () => {
  it.each(known)("reads %s", (text) => expect(momentAsDate.parse(text)).toEqual(new Date(text)));
  it.each([...unknown.filter((text) => !text.startsWith("2026")), 8.64e15, -1])("refuses %s", (text) =>
    expect(momentAsDate.safeParse(text).success).toBe(false),
  );
});

describe("timeZone", () => {
  it.each(["Europe/Kyiv", "UTC"])("accepts %s", (name) => expect(timeZone.parse(name)).toBe(name));
  it.each(["Europe/Nowhere", "+02:00", "", "Kyiv\ufffd"])("refuses %j", (name) =>
    expect(timeZone.safeParse(name).success).toBe(false),
  );
});
