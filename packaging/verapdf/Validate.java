import java.io.File;
import java.util.Map;
import java.util.TreeMap;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Runs veraPDF's engine on files and prints one line a file and profile: the profile, how many checks were
 * made, how many failed, and the file, with a tab between; each broken rule follows on a line of its own
 * that begins with a tab.
 */
public final class Validate {
    private static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour profile : PROFILES) {
                validate(new File(file), profile);
            }
        }
    }

    private static void validate(File file, PDFAFlavour profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> broken = new TreeMap<>();
            int failed = 0;
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    failed++;
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            if (failed == 0 && !result.isCompliant()) {
                failed = 1;
            }
            System.out.printf("%s\t%d\t%d\t%s%n", profile.getId(), result.getTotalAssertions(), failed, file);
            broken.forEach((rule, times) -> System.out.printf("\t%d x %s%n", times, rule));
        }
    }

    private Validate() {
    }
}
