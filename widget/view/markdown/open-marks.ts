import type { Tree } from "./tree.ts";

/** More of them at the same time are text, so that hostile input cannot exhaust the stack. */
const MOST_OPEN = 12;
const TAGS: Readonly<Record<string, "em" | "strong" | "del">> = {
  "*": "em",
  _: "em",
  "**": "strong",
  __: "strong",
  "~~": "del",
};

interface OpenMark {
  mark: string;
  /** What follows it so far. */
  of: Tree[];
}

/** Makes a tree of texts and of marks that open and close, each of which is moved a limited number of times. */
export function openMarks() {
  const all: OpenMark[] = [{ mark: "", of: [] }];
  const addTo = (of: Tree[] | undefined, node: Tree) => {
    const last = of?.at(-1);
    if (node === "") return;
    if (typeof node !== "string" || typeof last !== "string") of?.push(node);
    else of?.splice(-1, 1, last + node);
  };
  const add = (node: Tree) => addTo(all.at(-1)?.of, node);
  /** Makes a mark that is not closed text. */
  const drop = (index: number, text = all[index]?.mark ?? "") => {
    for (const { of } of all.splice(index, 1)) for (const node of [text, ...of]) addTo(all[index - 1]?.of, node);
  };
  /** Ends a mark. @returns What stands behind it. */
  const take = (index: number): OpenMark | undefined => {
    while (all.length - 1 > index) drop(all.length - 1);
    return all.pop();
  };
  const close = (index: number) => {
    const { mark = "", of = [] } = take(index) ?? {};
    const tag = TAGS[mark];
    if (tag) add({ tag, of });
    else of.forEach(add);
    return mark;
  };
  return {
    add,
    drop,
    take,
    close,
    start(mark: string) {
      all.push({ mark, of: [] });
      if (all.length > MOST_OPEN) drop(1);
    },
    /** The index of the innermost mark that passes a test; -1 if none does. */
    find: (test: (mark: string) => boolean) => all.findLastIndex(({ mark }) => test(mark)),
    /** @param isGrowing What is open is closed instead of dropped. */
    end(isGrowing: boolean): Tree[] {
      while (all.length > 1) (isGrowing ? close : drop)(all.length - 1);
      return all[0]?.of ?? [];
    },
  };
}
