import { randomBytes } from "node:crypto";
import { constants, deflateSync } from "node:zlib";

/** A line of a page in Helvetica. */
export interface PdfLine {
  text: string;
  /** In points; 11 by default. */
  size?: number;
  /** The space above the line in points, besides the line's own height. */
  gap?: number;
}

interface PdfOptions {
  /** Random bytes in each page, as a scan or photograph would be. */
  imageBytes?: number;
  /** Each page's content is compressed and has so many spaces at its end. */
  spaces?: number;
  /** The file asks for a password that nobody knows. */
  isEncrypted?: boolean;
  title?: string;
}

const TOP = 800;
const LEFT = 60;

/** A PDF (ISO 32000-1) with these pages. Letters outside Latin-1 are not supported. */
export function makePdf(
  pages: PdfLine[][],
  { imageBytes = 0, spaces = 0, isEncrypted = false, title }: PdfOptions = {},
): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  const write = (...bytes: Buffer[]) => {
    for (const part of bytes) {
      parts.push(part);
      at += part.length;
    }
  };
  const object = (id: number, ...content: Buffer[]) => {
    offsets[id] = at;
    write(latin(`${id} 0 obj\n`), ...content, latin("\nendobj\n"));
  };
  write(latin("%PDF-1.4\n"));
  object(1, latin("<< /Type /Catalog /Pages 2 0 R >>"));
  const kids = pages.map((_, i) => `${firstOf(i)} 0 R`).join(" ");
  object(2, latin(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`));
  object(3, latin("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"));
  object(4, latin(title === undefined ? "<< >>" : `<< /Title (${escaped(title)}) >>`));
  object(5, latin(ENCRYPTION));
  for (const [i, lines] of pages.entries()) {
    const id = firstOf(i);
    const resources = `<< /Font << /F1 3 0 R >> /XObject << /I1 ${id + 2} 0 R >> >>`;
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${id + 1} 0 R /Resources ${resources} >>`;
    object(id, latin(page));
    const content = latin(contentOf(lines, imageBytes > 0));
    if (spaces > 0) object(id + 1, ...stream("<< /Filter /FlateDecode ", compressed(content, spaces)));
    else object(id + 1, ...stream("<< ", content));
    const image = "<< /Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceGray /Height 1 ";
    object(id + 2, ...stream(`${image}/Width ${imageBytes} `, randomBytes(imageBytes)));
  }
  const startOfTable = at;
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  write(latin(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join("")}`));
  const encrypt = isEncrypted ? "/Encrypt 5 0 R /ID [<00><00>] " : "";
  write(latin(`trailer\n<< /Size ${rows.length + 1} /Root 1 0 R /Info 4 0 R ${encrypt}>>\n`));
  write(latin(`startxref\n${startOfTable}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A dictionary of the standard security handler whose hashes fit no password. */
const ENCRYPTION = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >>`;

function firstOf(page: number): number {
  return 6 + page * 3;
}

function stream(dictionary: string, bytes: Buffer): Buffer[] {
  return [latin(`${dictionary}/Length ${bytes.length} >>\nstream\n`), bytes, latin("\nendstream")];
}

function compressed(content: Buffer, spaces: number): Buffer {
  const whole = Buffer.alloc(content.length + spaces, " ");
  content.copy(whole);
  return deflateSync(whole, { level: constants.Z_BEST_SPEED });
}

function contentOf(lines: PdfLine[], hasImage: boolean): string {
  let y = TOP;
  const shown = lines.map(({ text, size = 11, gap = 0 }) => {
    y -= size * 1.2 + gap;
    return `/F1 ${size} Tf 1 0 0 1 ${LEFT} ${y.toFixed(1)} Tm (${escaped(text)}) Tj`;
  });
  return `${hasImage ? "q 500 0 0 1 0 0 cm /I1 Do Q\n" : ""}BT\n${shown.join("\n")}\nET`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\()]/g, String.raw`\$&`);
}

function latin(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
