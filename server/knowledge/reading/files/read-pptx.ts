import path from "node:path";
import type { Block, ReadText } from "../../chunks/read-text.ts";
import { invalidFile } from "./file-fault.ts";
import { unpackOffice } from "./office-archive.ts";
import { findAll, parseXml, type XmlElement } from "./xml-tree.ts";

type Files = ReadonlyMap<string, Buffer>;

/** Reads the visible slides of a presentation with their notes. The number of a slide is its page. */
export function readPptx(bytes: Buffer): ReadText {
  const files = new Map(unpackOffice(bytes).map(({ name, data }) => [name, data]));
  const main = "ppt/presentation.xml";
  const links = linksOf(files, main);
  const slides = findAll(open(files, main), "sldId").map(({ attributes }) => links.get(attributes["id"] ?? "")?.path);
  // Each file is read once, so that a small presentation cannot refer to a large slide thousands of times.
  const read = new Set<string>();
  const isNew = (name: string) => read.size < read.add(name).size;
  const blocks = slides.flatMap((slide, i) =>
    slide !== undefined && isNew(slide) ? slideBlocks(files, slide, { page: i + 1, isNew }) : [],
  );
  return { title: "", blocks, warnings: [] };
}

interface SlidePlace {
  page: number;
  /** Whether a file has not been read yet. */
  isNew: (name: string) => boolean;
}

function slideBlocks(files: Files, slide: string, { page, isNew }: SlidePlace): Block[] {
  const tree = open(files, slide);
  if (tree.children.some(({ attributes }) => attributes["show"] === "0")) return [];
  const notes = [...linksOf(files, slide).values()].find(({ type }) => type.endsWith("/notesSlide"));
  return [
    ...shapeBlocks(tree, page),
    ...(notes && isNew(notes.path) ? shapeBlocks(open(files, notes.path), page) : []),
  ];
}

function shapeBlocks(element: XmlElement, page: number): Block[] {
  return element.children.flatMap((child) => {
    if (child.name === "sp") return textBlocks(child, page);
    return child.name === "tbl" ? rowBlocks(child, page) : shapeBlocks(child, page);
  });
}

/** Placeholders that repeat on every slide. */
const REPEATED = new Set(["sldNum", "dt", "ftr", "hdr", "sldImg"]);

function textBlocks(shape: XmlElement, page: number): Block[] {
  const kind = findAll(shape, "ph")[0]?.attributes["type"] ?? "";
  if (REPEATED.has(kind)) return [];
  const paragraphs = findAll(shape, "p")
    .map(textOf)
    .filter((text) => text !== "");
  if (kind === "title" || kind === "ctrTitle") {
    const text = paragraphs.join(" ");
    return text === "" ? [] : [{ kind: "heading", level: 2, text, page, anchor: null }];
  }
  return paragraphs.map((text) => ({ kind: "paragraph", text, page, anchor: null }));
}

function rowBlocks(table: XmlElement, page: number): Block[] {
  const rows = findAll(table, "tr").map((row) => findAll(row, "tc").map(textOf));
  const [header = [], ...others] = rows;
  return others.map((cells) => ({ kind: "row", header, cells, page, anchor: null }));
}

/** The text of a paragraph or of the paragraphs in a cell. */
function textOf(element: XmlElement): string {
  const parts = (inner: XmlElement): string[] =>
    inner.children.flatMap((child) => {
      if (child.name === "t") return [child.text];
      if (child.name === "br") return ["\n"];
      return child.name === "p" ? [...parts(child), "\n"] : parts(child);
    });
  return parts(element).join("").trim();
}

/** The files that a file refers to, by the ids that it uses for them. */
function linksOf(files: Files, name: string): Map<string, { path: string; type: string }> {
  const { dir, base } = path.posix.parse(name);
  const relations = `${dir}/_rels/${base}.rels`;
  if (!files.has(relations)) return new Map();
  return new Map(
    findAll(open(files, relations), "Relationship").map(({ attributes: { Id = "", Target = "", Type = "" } }) => [
      Id,
      { path: Target.startsWith("/") ? Target.slice(1) : path.posix.join(dir, Target), type: Type },
    ]),
  );
}

function open(files: Files, name: string): XmlElement {
  const data = files.get(name);
  try {
    if (data) return parseXml(data.toString("utf8"));
  } catch {
    // Refused below.
  }
  throw invalidFile("The presentation is damaged. Open it in PowerPoint and save it again.");
}
