import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line";

describe("csvLine", () => {
  it("quotes the cells that RFC 4180 requires to be quoted", () => {
    expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", undefined, 1.5, false])).toBe(
      'a,"say ""hi""","x,y","two\nlines",,1.5,false\r\n',
    );
  });

  it.each(["=1+1", "+cmd", "-x", "@sum", "\tx", "-1+2"])("prefixes %j so that it is not run as a formula", (text) => {
    expect(csvLine([text])).toBe(`'${text}\r\n`);
  });

  it.each(["-1", "+4930123", "-1.5", "-1,5"])("leaves the number %s unchanged", (text) => {
    expect(csvLine([text])).toBe(text.includes(",") ? `"${text}"\r\n` : `${text}\r\n`);
  });
});
