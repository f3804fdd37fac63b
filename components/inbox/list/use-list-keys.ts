import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { isTypingTarget } from "@/components/ui/is-typing-target";
import { goOnTo, goTo } from "./use-inbox-address";

/**
 * j and k open the next and the previous row wherever the focus is, except in text boxes; within the list, the arrow keys
 * move the focus only, and Enter follows the focused link. A j or k that is pressed while the first rows load is carried
 * out when they are there.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, isLoading: boolean): void {
  const waiting = useRef<ListStep[]>([]);
  const keep = useEffectEvent((event: KeyboardEvent, step: ListStep) => {
    if (!isLoading) return;
    event.preventDefault();
    waiting.current.push(step);
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const box = list.current;
      if (!box || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      const step = stepOf(event.key, target !== null && box.contains(target));
      if (step === 0 || isTypingTarget(target)) return;
      const links = linksIn(box);
      const open = openIn(links);
      const focused = links.findIndex((link) => link === target);
      const next = links[nextIndex(focused === -1 ? open : focused, step, links.length)];
      if (!next) return keep(event, step);
      event.preventDefault();
      next.focus();
      if (event.key === "j" || event.key === "k") openRow(next, open !== -1);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [list]);

  useEffect(() => {
    const steps = waiting.current;
    if (isLoading || steps.length === 0) return;
    waiting.current = [];
    // What is done meanwhile, such as writing a search, is not interrupted.
    if (!list.current || isTypingTarget(document.activeElement)) return;
    const links = linksIn(list.current);
    const open = openIn(links);
    const next = links[steps.reduce((at, step) => nextIndex(at, step, links.length), open)];
    if (!next) return;
    next.focus();
    openRow(next, open !== -1);
  }, [list, isLoading]);
}

type ListStep = -1 | 1;

function linksIn(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("a[href]")];
}

/** The index of the row of the open conversation; -1 if it is not in the list. */
function openIn(links: readonly HTMLElement[]): number {
  return links.findIndex((link) => link.ariaCurrent === "page");
}

/** Back leads to where the user was before the first of several conversations. */
function openRow(link: HTMLElement, isOneOpen: boolean): void {
  const address = link.getAttribute("href");
  if (address === null || link.ariaCurrent === "page") return;
  if (isOneOpen) goOnTo(address);
  else goTo(address);
}

/** 1 for down, -1 for up, 0 for any other key. */
export function stepOf(key: string, isInList: boolean): -1 | 0 | 1 {
  if (key === "j" || (isInList && key === "ArrowDown")) return 1;
  if (key === "k" || (isInList && key === "ArrowUp")) return -1;
  return 0;
}

/** The next row's index, clamped to the list; -1 means that no row has the focus yet. */
export function nextIndex(from: number, step: -1 | 1, length: number): number {
  if (from === -1) return step === 1 ? 0 : length - 1;
  return Math.min(length - 1, Math.max(0, from + step));
}
