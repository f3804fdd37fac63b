"use client";

import { useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";
import { changeAddress, subscribeToAddress } from "@/components/ui/address-changes";
import { type PartId, parts } from "./parts";

/** The part in the page's address. A change requests no new page, so that nothing that was typed is lost. */
export function usePart(): PartId {
  const params = useSearchParams();
  const named = useSyncExternalStore(subscribeToAddress, readPart, () => params.get("part"));
  return parts.find(({ id }) => id === named)?.id ?? "install";
}

/** The address of a part, relative to the page. */
export function addressOfPart(part: PartId): string {
  return part === "install" ? "?" : `?part=${part}`;
}

export function showPart(part: PartId): void {
  changeAddress("push", part === "install" ? window.location.pathname : addressOfPart(part));
}

function readPart(): string | null {
  return new URLSearchParams(window.location.search).get("part");
}
