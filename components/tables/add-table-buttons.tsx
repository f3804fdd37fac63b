"use client";

import { ChevronDown, FileUp, Link2, Plus, Rows3 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useAskedDialog } from "@/components/ui/use-asked-dialog";
import { CreateTableDialog } from "./create-table-dialog";
import { LinkDialog } from "./link-dialog";

/**
 * The ways to create a table: a menu above a list, or a row of buttons when there are no tables yet. The address
 * `/tables?new=table` opens the dialog for an empty one.
 */
export function AddTableButtons({ layout }: { layout: "menu" | "row" }) {
  const router = useRouter();
  const [isCreating, setCreating] = useAskedDialog("table");
  const [isLinking, setLinking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function goTo(tableId: string) {
    router.push(`/tables/${tableId}`);
    router.refresh();
  }

  return (
    <>
      {layout === "menu" ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button ref={button}>
              <Plus /> Add table <ChevronDown />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem asChild>
              <Link href="/tables/import">
                <FileUp aria-hidden /> Import CSV or XLSX
              </Link>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setLinking(true)}>
              <Link2 aria-hidden /> Link a Google Sheet or address
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setCreating(true)}>
              <Rows3 aria-hidden /> Create by hand
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : (
        <>
          <Button asChild>
            <Link href="/tables/import">
              <FileUp aria-hidden /> Import CSV or XLSX
            </Link>
          </Button>
          <Button variant="outline" onClick={() => setLinking(true)}>
            <Link2 /> Link a Google Sheet or address
          </Button>
          <Button ref={button} variant="outline" onClick={() => setCreating(true)}>
            <Rows3 /> Create by hand
          </Button>
        </>
      )}
      {isCreating && (
        <CreateTableDialog onClose={() => setCreating(false)} onCreated={goTo} returnFocusTo={() => button.current} />
      )}
      {isLinking && (
        <LinkDialog
          table={null}
          onClose={() => setLinking(false)}
          onLinked={goTo}
          returnFocusTo={() => button.current}
        />
      )}
    </>
  );
}
