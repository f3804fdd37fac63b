import { parse } from "content-disposition";
import type { OutboundHop } from "@/server/outbound/send-outbound";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { renderText, type TemplateValues } from "../../templates/template";

interface FileAnswer {
  /** Names are in lower case. */
  headers: Record<string, string>;
  hops: Pick<OutboundHop, "url">[];
}

/**
 * Chooses the name of a fetched file: the builder's template, the name given by the server, or the last part of the
 * address. The last two may contain a key from the address, so a name with a constant or a secret in it is skipped.
 */
export function chooseFileName(template: string, { headers, hops }: FileAnswer, values: TemplateValues): string {
  const wanted = renderText(template, values).trim();
  if (wanted !== "") return wanted;
  const hidden = [...Object.values(values.constants), ...Object.values(values.secrets)].filter(
    (value) => value.length >= MIN_SECRET_LENGTH,
  );
  const found = [
    parse(headers["content-disposition"] ?? "").parameters["filename"] ?? "",
    addressName(hops.at(-1)?.url ?? ""),
  ];
  return found.find((name) => name !== "" && !hidden.some((value) => name.includes(value))) ?? "file";
}

function addressName(url: string): string {
  if (!URL.canParse(url)) return "";
  const segment = new URL(url).pathname.split("/").findLast((one) => one !== "") ?? "";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
