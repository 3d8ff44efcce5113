import { region } from "./config";
import { twice } from "./lib/util";
console.log(twice(region(7)));
//# sourceMappingURL=main.js.map