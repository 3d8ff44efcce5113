export const name = "acme";
export function region(zone) {
    return name + "-" + zone;
}
//# sourceMappingURL=config.js.map