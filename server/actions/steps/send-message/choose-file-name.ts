import { parse } from "content-disposition";
import type { OutboundHop } from "@/server/outbound/send-outbound";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { renderText, type TemplateValues } from "../../templates/template";

interface FileAnswer {
  /** Names in lower case. */
  headers: Record<string, string>;
  hops: Pick<OutboundHop, "url">[];
}

/**
 * The name under which a fetched file is sent: the builder's template, else what the server calls it, else the end of
 * its address. The last two may repeat a key that the address holds, so what contains a constant is passed over.
 */
export function chooseFileName(template: string, { headers, hops }: FileAnswer, values: TemplateValues): string {
  const wanted = renderText(template, values).trim();
  if (wanted !== "") return wanted;
  const constants = Object.values(values.constants).filter((value) => value.length >= MIN_SECRET_LENGTH);
  const found = [
    parse(headers["content-disposition"] ?? "").parameters["filename"] ?? "",
    addressName(hops.at(-1)?.url ?? ""),
  ];
  return found.find((name) => name !== "" && !constants.some((value) => name.includes(value))) ?? "file";
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
