import { referencePart } from "../templates/variable-group";

/** A field of a step's result, with the reference that reads it. */
export interface FieldNode {
  /** The name of the field, or the number of an item of a list from 0. */
  label: string;
  reference: string;
  /** The value in short; empty for an object or a list with fields. */
  preview: string;
  children: FieldNode[];
}

const MAX_FIELDS = 500;
const MAX_ITEMS = 20;
const MAX_DEPTH = 20;

/** The fields of a value as a tree, up to limits. Keys that no reference can contain are left out. */
export function fieldNode(label: string, reference: string, value: unknown): FieldNode {
  let left = MAX_FIELDS;
  const visit = (label: string, reference: string, value: unknown, depth: number): FieldNode => {
    left -= 1;
    const entries = depth < MAX_DEPTH ? entriesOf(value) : [];
    const children = entries.flatMap(([key, step, inner]) =>
      left > 0 ? [visit(key, reference + step, inner, depth + 1)] : [],
    );
    return { label, reference, preview: children.length > 0 ? "" : inShort(value), children };
  };
  return visit(label, reference, value, 0);
}

/** The key, its part of the reference, and the value of each field. */
function entriesOf(value: unknown): [string, string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item, i) => [`${i}`, `[${i}]`, item]);
  return Object.entries(value)
    .filter(([key]) => !/['{}]/.test(key))
    .map(([key, inner]) => [key, referencePart(key), inner]);
}

function inShort(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "[…]";
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0 ? "{}" : "{…}";
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A field as one line of the shown tree. */
export interface FieldLine extends Omit<FieldNode, "children"> {
  level: number;
  isOpen: boolean;
  hasChildren: boolean;
  parent: string | null;
}

/** The lines of a tree in order, without those in closed fields. */
export function shownLines(nodes: FieldNode[], open: ReadonlySet<string>): FieldLine[] {
  const visit = ({ children, ...node }: FieldNode, level: number, parent: string | null): FieldLine[] => {
    const isOpen = children.length > 0 && open.has(node.reference);
    const own = { ...node, level, parent, isOpen, hasChildren: children.length > 0 };
    return [own, ...(isOpen ? children.flatMap((child) => visit(child, level + 1, node.reference)) : [])];
  };
  return nodes.flatMap((node) => visit(node, 1, null));
}
