import { describe, expect, it } from "vitest";
import { durationOf, isMp4Audio } from "./recording";
import { sniffType } from "./sniff-type";
import { m4a, mp3, mp4Audio, mp4Video, ogg, wav, webmAudio } from "./testing/sample-files";

describe("a recording", () => {
  it.each<[string, Buffer, number | null]>([
    ["audio/wav", wav, 1],
    ["audio/x-wav", wav, 1],
    ["audio/ogg", ogg, 2],
    ["audio/x-m4a", m4a, 3],
    ["audio/mp4", mp4Audio, 3],
    ["audio/mpeg", mp3, null],
    ["image/png", wav, null],
  ])("of the type %s has the length in its header", (type, bytes, seconds) => {
    expect(durationOf(bytes, type)).toBe(seconds);
  });

  it("that was streamed without a size in its header has the length of its bytes", () => {
    const streamed = Buffer.from(wav);
    streamed.writeUInt32LE(0xffffffff, 40);
    expect(durationOf(streamed, "audio/wav")).toBe(1);
    streamed.writeUInt32LE(0, 40);
    expect(durationOf(streamed, "audio/wav")).toBe(1);
  });

  it.each([wav, ogg, m4a, mp4Audio])("can be cut anywhere without an error (%#)", (bytes) => {
    for (let length = 0; length < bytes.length; length += 7) {
      for (const type of ["audio/wav", "audio/ogg", "audio/mp4"]) durationOf(bytes.subarray(0, length), type);
      expect(isMp4Audio(bytes.subarray(0, length))).toBeTypeOf("boolean");
    }
  });

  it.each<[Buffer, string]>([
    [m4a, "audio/x-m4a"],
    [mp4Audio, "audio/mp4"],
    [mp4Video, "video/mp4"],
    [ogg, "audio/ogg"],
    [mp3, "audio/mpeg"],
    [wav, "audio/wav"],
    [webmAudio, "audio/webm"],
  ])("is recognised by its bytes (%#)", async (bytes, type) => {
    expect((await sniffType(bytes, "voice")).mimeType).toBe(type);
  });
});
