"use client";

import { useCommandState } from "cmdk";
import { type RefObject, useEffect, useRef } from "react";

/**
 * At the end of a cmdk list that a text area elsewhere controls: tells the text area which option is active, for screen
 * readers, and keeps that option in sight.
 */
export function ActiveOption({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const mark = useRef<HTMLSpanElement>(null);
  const active = useCommandState(({ value }) => value);
  useEffect(() => {
    const area = box.current;
    const list = mark.current?.closest("[role=listbox]");
    const option = list?.querySelector(`[role=option][data-value="${CSS.escape(active)}"]`);
    option?.scrollIntoView({ block: "nearest" });
    if (option) area?.setAttribute("aria-activedescendant", option.id);
    return () => area?.removeAttribute("aria-activedescendant");
  }, [box, active]);
  useEffect(() => {
    const area = box.current;
    const list = mark.current?.closest("[role=listbox]");
    // A plain text area otherwise: as a combobox, some screen readers would not read its lines.
    const attributes = { role: "combobox", "aria-expanded": "true", "aria-controls": list?.id ?? "" };
    for (const [name, value] of Object.entries(attributes)) area?.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(attributes)) area?.removeAttribute(name);
    };
  }, [box]);
  return <span ref={mark} hidden />;
}
