/** Builds a Content-Disposition header with a file name in ASCII for old clients and in UTF-8 (RFC 6266, RFC 8187). */
export function contentDisposition(type: "inline" | "attachment", fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7E]|["\\%]/g, "_");
  const full = encodeURIComponent(fileName).replaceAll(/['()*]/g, asHex);
  return `${type}; filename="${ascii}"; filename*=UTF-8''${full}`;
}

/** Encodes characters that encodeURIComponent keeps but the header must not contain. */
function asHex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
