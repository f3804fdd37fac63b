import { afterEach, describe, expect, it, vi } from "vitest";
import { DomainError } from "@/server/errors";
import { readSentFile } from "./read-sent-file";

const MB = 1024 * 1024;

afterEach(() => {
  vi.restoreAllMocks();
});

function sent(body: BodyInit, type?: string): Request {
  const headers = new Headers(type === undefined ? [] : [["content-type", type]]);
  return new Request("http://localhost/files", { method: "POST", body, headers });
}

function form(files: number, fields = 0): FormData {
  const form = new FormData();
  for (let n = 0; n < fields; n += 1) form.append(`field${n}`, "x");
  for (let n = 0; n < files; n += 1) form.append("file", new File([`a${n}`], `a${n}.txt`));
  return form;
}

/** Returns the refusal of a form, and how often the form was parsed and searched before. */
async function refusalOf(request: Request) {
  const parse = vi.spyOn(Response.prototype, "formData");
  const search = vi.spyOn(Buffer.prototype, "indexOf");
  const error: unknown = await readSentFile(request, 15 * MB, "Too large.").catch((error: unknown) => error);
  if (!(error instanceof DomainError)) throw new Error("The form was not refused.");
  return {
    code: error.code,
    message: error.message,
    parsed: parse.mock.calls.length,
    searched: search.mock.calls.length,
  };
}

describe("A form with a file", () => {
  it.each([
    ["the only part", form(1)],
    ["the last of twenty parts", form(1, 19)],
  ])("is read if the file is %s", async (_, body) => {
    const { name, bytes } = await readSentFile(sent(body), MB, "Too large.");
    expect([name, bytes.toString()]).toEqual(["a0.txt", "a0"]);
  });

  it.each(['multipart/form-data; boundary="b 1"', "multipart/form-data", "multipart/form-data; boundary="])(
    "is refused without being parsed if its type is %s",
    async (type) => {
      expect(await refusalOf(sent("--b 1", type))).toMatchObject({ code: "invalid", parsed: 0, searched: 0 });
    },
  );

  it.each([21, 60_000])("is refused without being parsed if it has %i parts", async (parts) => {
    const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n\r\n';
    const refusal = await refusalOf(sent(`${part.repeat(parts)}--b--\r\n`, "multipart/form-data; boundary=b"));
    expect(refusal).toMatchObject({
      code: "invalid",
      message: "The form has more than 20 parts. Send the file alone.",
      parsed: 0,
    });
    expect(refusal.searched).toBeLessThanOrEqual(22);
  });

  it("is refused without being parsed if a part has long headers", async () => {
    const body = `--b\r\n${"x-a: b\r\n".repeat(100_000)}\r\nhello\r\n--b--\r\n`;
    expect(await refusalOf(sent(body, 'multipart/form-data; boundary="b"'))).toMatchObject({
      code: "invalid",
      message: "A part of the form has headers of more than 8 kB. Shorten them.",
      parsed: 0,
    });
  });

  it("is parsed with the boundary whose parts were counted, whatever else its type contains", async () => {
    const part = (mark: string) =>
      `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${mark}"\r\n\r\n\r\n`;
    const body = `${part("a")}--a--\r\n${part("b").repeat(30)}--b--\r\n`;
    const { name } = await readSentFile(sent(body, "multipart/form-data; boundary=a; boundary=b"), MB, "Too large.");
    expect(name).toBe("a");
  });
});
