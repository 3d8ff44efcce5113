export function twice(text) {
    return text + text;
}
//# sourceMappingURL=util.js.map