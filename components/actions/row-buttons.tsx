import { Plus, Trash2 } from "lucide-react";
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

/** Takes a row out of its list. */
export function RemoveButton({ what, onClick, className }: { what: string; onClick: () => void; className?: string }) {
  return (
    <IconButton label={`Remove ${what}`} onClick={onClick} className={cn("hover:text-destructive", className)}>
      <Trash2 />
    </IconButton>
  );
}
