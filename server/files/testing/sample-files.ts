/** Small files of well-known types for tests. */

/** A PNG of one pixel. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

export const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A second of silence. */
export const wav = makeWav(8000);

function makeWav(samples: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples, 40);
  return Buffer.concat([header, Buffer.alloc(samples, 128)]);
}

/** The beginning of a JPEG, by which its type is detected. */
export const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffdb00430003020202", "hex");

/** Two seconds of Opus in Ogg without sound data: a header with a pre-skip of 312 samples and a last page. */
export const ogg = Buffer.concat([oggPage(0n, opusHead()), oggPage(96_312n, Buffer.alloc(20))]);

function oggPage(granule: bigint, content: Buffer): Buffer {
  const page = Buffer.alloc(28);
  page.write("OggS", 0);
  page.writeBigInt64LE(granule, 6);
  page.writeUInt8(1, 26);
  page.writeUInt8(content.length, 27);
  return Buffer.concat([page, content]);
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead", 0);
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(312, 10);
  head.writeUInt32LE(48_000, 12);
  return head;
}

/** The tag of an MP3 and the header of its first frame. */
export const mp3 = Buffer.concat([
  Buffer.from("49443303000000000000", "hex"),
  Buffer.from("fffb9064", "hex"),
  Buffer.alloc(413),
]);

/** Three seconds in the format of phones. */
export const m4a = mp4("M4A ", ["soun"]);
/** The same with a generic brand, as browsers record it. */
export const mp4Audio = mp4("isom", ["soun"]);
export const mp4Video = mp4("isom", ["vide", "soun"]);

function mp4(brand: string, handlers: string[]): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(3000, 16);
  const tracks = handlers.map((handler) => {
    const content = Buffer.alloc(24);
    content.write(handler, 8);
    return box("trak", box("mdia", box("hdlr", content)));
  });
  const fileType = Buffer.concat([Buffer.from(brand), Buffer.alloc(4), Buffer.from("isom")]);
  return Buffer.concat([
    box("ftyp", fileType),
    box("moov", box("mvhd", header), ...tracks),
    box("mdat", Buffer.alloc(64)),
  ]);
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4);
  return Buffer.concat([head, content]);
}

/** The beginning of a WebM with one Opus track, by which its type is detected. */
export const webmAudio = Buffer.concat([
  Buffer.from("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581", "hex"),
  Buffer.from("02"),
  Buffer.from("A_OPUS"),
]);
