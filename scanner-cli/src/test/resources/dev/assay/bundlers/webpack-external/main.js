(()=>{"use strict";console.log("acme-7"+"acme-7")})();
//# sourceMappingURL=main.js.map