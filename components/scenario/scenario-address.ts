"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";
import { changeAddress, subscribeToAddress } from "@/components/ui/address-changes";
import { type ViewId, viewIds } from "./view-ids";

/** The view and the selected interaction, kept in the page's address. A change requests no new page. */
export function useScenarioAddress() {
  const path = usePathname();
  const params = useSearchParams();
  const selectedId = useSyncExternalStore(subscribeToAddress, readSelected, () => params.get("interaction"));
  const view = viewIds.find((id) => id === params.get("view")) ?? "list";
  return {
    view,
    selectedId,
    addressOfView: (id: ViewId) => path + withParam(params.toString(), "view", id === "list" ? null : id),
  };
}

/** Names an interaction in the page's address, which opens the side panel; null closes it. */
export function showInteraction(interactionId: string | null): void {
  const { pathname, search } = window.location;
  const address = pathname + withParam(search, "interaction", interactionId);
  if (address === pathname + search) return;
  // Back closes the panel; it does not lead through all interactions that were open.
  const isOpening = interactionId !== null && !new URLSearchParams(search).has("interaction");
  changeAddress(isOpening ? "push" : "replace", address);
}

/** Removes the field to focus from the page's address, so that a reload or Back does not move the focus. */
export function forgetField(): void {
  const { pathname, search } = window.location;
  window.history.replaceState(null, "", pathname + withParam(search, "field", null));
}

function readSelected(): string | null {
  return new URLSearchParams(window.location.search).get("interaction");
}

function withParam(search: string, name: string, value: string | null): string {
  const params = new URLSearchParams(search);
  if (value === null) params.delete(name);
  else params.set(name, value);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
