import { XMLParser } from "fast-xml-parser";
import { z } from "zod";

/** An element of an XML document without the prefix of its name. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** The text directly in it. */
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: 200,
});

const ATTRIBUTES = ":@";
const TEXT = "#text";

/**
 * Parses XML.
 * @returns an element without a name that contains the document's.
 * @throws Error if it is not well-formed, or declares types or entities, which neither Office nor sitemaps do.
 */
export function parseXml(xml: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error("The XML has a declaration of types.");
  return toElement("", {}, z.array(z.unknown()).parse(parser.parse(xml)));
}

const parsedNode = z.record(z.string(), z.unknown());
const parsedAttributes = z.record(z.string(), z.string()).catch({});

function toElement(name: string, attributes: Record<string, string>, nodes: unknown[]): XmlElement {
  const element: XmlElement = { name, attributes, children: [], text: "" };
  for (const node of nodes) {
    const { [ATTRIBUTES]: given, ...content } = parsedNode.parse(node);
    for (const [key, value] of Object.entries(content)) {
      if (key === TEXT) element.text += String(value);
      else if (Array.isArray(value)) element.children.push(toElement(key, parsedAttributes.parse(given ?? {}), value));
    }
  }
  return element;
}

/** All elements of a name at any depth, in their order; those inside of one that was found are left out. */
export function findAll(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : findAll(child, name)));
}
