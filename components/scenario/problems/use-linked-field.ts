"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { forgetField } from "../scenario-address";
import { focusProblem } from "./focus-problem";

/** Focuses the field that the page's address names, as links to problems do (`&field=menu.rows.0.text`), once. */
export function useLinkedField(): void {
  const field = useSearchParams().get("field");
  useEffect(() => {
    if (field === null) return;
    focusProblem(field.split("."));
    forgetField();
  }, [field]);
}
