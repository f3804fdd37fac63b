import { strToU8, zipSync } from "fflate";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** A ZIP archive with these texts. */
export function zipOf(files: Record<string, string>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

/** A Word document with this XML in its body. */
export function makeDocx(body: string): Buffer {
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  return zipOf({
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    "_rels/.rels": relations([["r1", "officeDocument", "word/document.xml"]]),
    "word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    "word/styles.xml": `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${["Heading 1", "Heading 2", "Title"].map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace(" ", "")}"><w:name w:val="${name}"/></w:style>`).join("")}</w:styles>`,
    "word/_rels/document.xml.rels": relations([["r1", "styles", "styles.xml"]]),
  });
}

/** A paragraph of a Word document. */
export function paragraph(text: string, style = ""): string {
  const properties = style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A slide: the XML of its shapes, and its notes. */
export interface Slide {
  shapes: string;
  notes?: string;
  isHidden?: boolean;
}

/** A presentation. Its files are numbered in reverse, because their order is that of presentation.xml. */
export function makePptx(slides: Slide[]): Buffer {
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"/>`,
    "ppt/presentation.xml": `<p:presentation xmlns:p="p" xmlns:r="${RELATIONS}"><p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="r${i}"/>`).join("")}</p:sldIdLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relations(
      slides.map((_, i) => [`r${i}`, "slide", `slides/slide${slides.length - i}.xml`]),
    ),
  };
  for (const [i, { shapes, notes, isHidden }] of slides.entries()) {
    const name = `slide${slides.length - i}.xml`;
    const show = isHidden ? ' show="0"' : "";
    files[`ppt/slides/${name}`] = slideXml("sld", shapes, show);
    if (notes === undefined) continue;
    files[`ppt/slides/_rels/${name}.rels`] = relations([["n", "notesSlide", `../notesSlides/notes-${name}`]]);
    files[`ppt/notesSlides/notes-${name}`] = slideXml("notes", shape(notes, "body") + shape("7", "sldNum"));
  }
  return zipOf(files);
}

/** A shape with a text, whose paragraphs are separated by line breaks. */
export function shape(text: string, placeholder = ""): string {
  const kind = placeholder === "" ? "" : `<p:nvSpPr><p:nvPr><p:ph type="${placeholder}"/></p:nvPr></p:nvSpPr>`;
  const paragraphs = text.split("\n").map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`);
  return `<p:sp>${kind}<p:txBody>${paragraphs.join("")}</p:txBody></p:sp>`;
}

/** A table of a slide. */
export function slideTable(rows: string[][]): string {
  const cell = (text: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
  const lines = rows.map((cells) => `<a:tr>${cells.map(cell).join("")}</a:tr>`);
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${lines.join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}

function slideXml(root: string, shapes: string, attributes = ""): string {
  return `<p:${root} xmlns:p="p" xmlns:a="a"${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:${root}>`;
}

function relations(entries: [id: string, type: string, target: string][]): string {
  const rows = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${rows.join("")}</Relationships>`;
}
