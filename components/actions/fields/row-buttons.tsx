import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

/** Adds a row at the end of a list. */
export function AddButton({ children, onClick, id }: { children: string; onClick: () => void; id?: string }) {
  return (
    <Button id={id} variant="outline" size="sm" className="w-fit" onClick={onClick}>
      <Plus /> {children}
    </Button>
  );
}

/** Removes a row from its list. */
export function RemoveButton({ what, onClick, className }: { what: string; onClick: () => void; className?: string }) {
  return (
    <IconButton label={`Remove ${what}`} onClick={onClick} className={cn("hover:text-destructive", className)}>
      <Trash2 />
    </IconButton>
  );
}

interface MoveButtonsProps {
  what: string;
  index: number;
  count: number;
  /** Moves the row by one position: -1 is up, 1 is down. */
  onMove: (by: -1 | 1) => void;
}

/** Moves a row up and down in its list. */
export function MoveButtons({ what, index, count, onMove }: MoveButtonsProps) {
  return (
    <>
      <IconButton label={`Move ${what} up`} data-move={-1} disabled={index === 0} onClick={() => onMove(-1)}>
        <ArrowUp />
      </IconButton>
      <IconButton label={`Move ${what} down`} data-move={1} disabled={index === count - 1} onClick={() => onMove(1)}>
        <ArrowDown />
      </IconButton>
    </>
  );
}
