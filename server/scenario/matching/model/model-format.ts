import type { PhraseModel } from "./phrase-model.ts";

const MAGIC = "PHRM";
/** Changes with each change of the layout below. */
const VERSION = 1;
const HEADER_BYTES = 12;

const sections = [
  ["features", Uint32Array],
  ["rarities", Float32Array],
  ["bias", Float32Array],
  ["weightStarts", Uint32Array],
  ["weightScales", Float32Array],
  ["phrases", Uint32Array],
  ["phraseLabels", Uint16Array],
  ["weightLabels", Uint16Array],
  ["weights", Int8Array],
] as const;

interface Contents extends Pick<PhraseModel, "labels" | "unknownRarity" | "middle" | "slope"> {
  /** The number of elements of each section, in order. */
  lengths: number[];
}

/** Returns a model as bytes: a header (`PHRM`, version, length of the contents), the contents as JSON, the sections. */
export function encodeModel(model: PhraseModel): Buffer {
  const { labels, unknownRarity, middle, slope } = model;
  const lengths = sections.map(([name]) => model[name].length);
  const contents: Contents = { labels, unknownRarity, middle, slope, lengths };
  const json = padded(Buffer.from(JSON.stringify(contents)), 0x20);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, "latin1");
  header.writeUInt32LE(VERSION, 4);
  header.writeUInt32LE(json.length, 8);
  const parts = sections.map(([name]) => {
    const { buffer, byteOffset, byteLength } = model[name];
    return padded(Buffer.from(buffer, byteOffset, byteLength), 0);
  });
  return Buffer.concat([header, json, ...parts]);
}

/**
 * Reads a model from the bytes of `encodeModel`.
 * @throws Error when they are not a model of this version.
 */
export function decodeModel(bytes: Uint8Array): PhraseModel {
  // Sections begin at multiples of four bytes; a driver's buffer may not.
  const aligned = Buffer.from(Uint8Array.from(bytes).buffer);
  if (aligned.length < HEADER_BYTES || aligned.toString("latin1", 0, 4) !== MAGIC) {
    throw new Error("These bytes are not a phrase model.");
  }
  const version = aligned.readUInt32LE(4);
  if (version !== VERSION) throw new Error(`A phrase model of version ${version} cannot be read; ${VERSION} is known.`);
  const end = HEADER_BYTES + aligned.readUInt32LE(8);
  const contents: Contents = JSON.parse(aligned.toString("utf8", HEADER_BYTES, end));
  const read = sectionReader(aligned, end, contents.lengths);
  return {
    labels: contents.labels,
    unknownRarity: contents.unknownRarity,
    middle: contents.middle,
    slope: contents.slope,
    features: read(Uint32Array),
    rarities: read(Float32Array),
    bias: read(Float32Array),
    weightStarts: read(Uint32Array),
    weightScales: read(Float32Array),
    phrases: read(Uint32Array),
    phraseLabels: read(Uint16Array),
    weightLabels: read(Uint16Array),
    weights: read(Int8Array),
  };
}

/** Returns a function that reads the sections one after the other. */
function sectionReader({ buffer, length }: Buffer, from: number, lengths: number[]) {
  let at = from;
  let index = 0;
  return <T>(Section: {
    new (bytes: ArrayBufferLike, from: number, length: number): T;
    BYTES_PER_ELEMENT: number;
  }): T => {
    const count = lengths[index] ?? 0;
    const bytes = count * Section.BYTES_PER_ELEMENT;
    if (at + bytes > length) throw new Error("A phrase model ends too early.");
    const section = new Section(buffer, at, count);
    at += bytes + padding(bytes);
    index += 1;
    return section;
  };
}

function padded(bytes: Buffer, filler: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(padding(bytes.length), filler)]);
}

function padding(bytes: number): number {
  return (4 - (bytes % 4)) % 4;
}
